package com.acme;

/** A task that is due later. */
public record Reminder(String text, byte[] attachment) implements Runnable {

  @Override
  public void run() {
    System.out.println(text);
  }
}
