package com.acme;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.ArrayList;
import java.util.List;

/** Events for somebody to look at later. */
public final class Events {

  static final List<ILoggingEvent> LATER = new ArrayList<>();

  private Events() {}
}
