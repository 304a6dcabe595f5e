package com.acme;

public record ItemAdded(String name) {}
