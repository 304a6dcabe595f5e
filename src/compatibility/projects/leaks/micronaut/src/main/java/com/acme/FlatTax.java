package com.acme;

import jakarta.inject.Singleton;

@Singleton
public class FlatTax implements Tax {

  @Override
  public int of(int price) {
    return price / 5;
  }
}
