package com.acme;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** An appender that keeps what was logged. */
public final class Recorder extends AbstractAppender {

  private final List<String> lines = new ArrayList<>();

  public Recorder(String name) {
    super(name, null, null, true, Property.EMPTY_ARRAY);
  }

  @Override
  public synchronized void append(LogEvent event) {
    lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
  }

  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
