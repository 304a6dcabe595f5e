package com.acme;

import io.micronaut.core.annotation.Introspected;

@Introspected
public record Item(int id, String name, int price) {}
