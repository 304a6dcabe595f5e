package com.acme;

public record Item(int id, String name, int price) {}
