package com.acme;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;

/** An appender that keeps what was logged. */
public final class Recorder extends AppenderBase<ILoggingEvent> {

  private final List<String> lines = new ArrayList<>();

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getLevel() + " " + event.getFormattedMessage());
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
