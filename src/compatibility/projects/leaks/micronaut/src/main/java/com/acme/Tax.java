package com.acme;

/** What somebody else computes. */
public interface Tax {

  int of(int price);
}
