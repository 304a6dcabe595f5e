package com.acme;

record ItemAdded(String name) {}
