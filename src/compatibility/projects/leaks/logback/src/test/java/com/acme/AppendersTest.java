package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.trackmemory.extension.NoLeaks;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

@NoLeaks
class AppendersTest {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("shop.appenders");
  private static final Logger FORGETFUL = (Logger) LoggerFactory.getLogger("shop.forgetful");

  @Test
  void cleanAddsAnAppenderForAWhile() {
    Recorder recorder = new Recorder();
    recorder.setContext(LOG.getLoggerContext());
    recorder.start();
    LOG.addAppender(recorder);
    try {
      LOG.info("one {}", 1);
      LOG.warn("two");
    } finally {
      LOG.detachAppender(recorder);
      recorder.stop();
      LOG.info("a logger has what it lost until it logs again");
    }
    assertEquals(2, recorder.lines().size());
  }

  @Test
  void cleanChangesALevelForAWhile() {
    LOG.setLevel(Level.DEBUG);
    LOG.debug("seen");
    LOG.setLevel(null);
    LOG.debug("not seen");
  }

  @Test
  void cleanOpensAContextOfItsOwn() {
    LoggerContext context = new LoggerContext();
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.setContext(context);
    appender.start();
    Logger log = context.getLogger("own");
    log.addAppender(appender);
    log.info("hello {}", "Ann");
    context.stop();
    assertEquals("hello Ann", appender.list.get(0).getFormattedMessage());
  }

  @HeldBy("com.acme.AppendersTest.FORGETFUL")
  @Test
  void leaksAnAppender() {
    Recorder recorder = new Recorder();
    recorder.setContext(LOG.getLoggerContext());
    recorder.start();
    FORGETFUL.addAppender(recorder);
    FORGETFUL.info("one");
  }

  @HeldBy("com.acme.Events.LATER")
  @Test
  void leaksEvents() {
    AppenderBase<ILoggingEvent> keeping =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            Events.LATER.add(event);
          }
        };
    keeping.setContext(LOG.getLoggerContext());
    keeping.start();
    LOG.addAppender(keeping);
    LOG.info("one {}", new StringBuilder("more"));
    LOG.detachAppender(keeping);
    keeping.stop();
    LOG.info("a logger has what it lost until it logs again");
  }

  @HeldBy("turboFilterList")
  @Test
  void leaksAFilterOfTheContext() {
    LOG.getLoggerContext().addTurboFilter(new Everything());
    LOG.info("one");
  }

  private static final class Everything extends TurboFilter {

    @Override
    public FilterReply decide(
        Marker marker, Logger logger, Level level, String format, Object[] params, Throwable t) {
      return FilterReply.NEUTRAL;
    }
  }
}
