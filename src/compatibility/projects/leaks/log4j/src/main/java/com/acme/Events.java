package com.acme;

import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.core.LogEvent;

/** Events for somebody to look at later. */
public final class Events {

  static final List<LogEvent> LATER = new ArrayList<>();

  private Events() {}
}
