package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trackmemory.extension.NoLeaks;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;

@NoLeaks
class AppendersTest {

  private static final Logger LOG = (Logger) LogManager.getLogger("shop.appenders");
  private static final Logger FORGETFUL = (Logger) LogManager.getLogger("shop.forgetful");

  @Test
  void cleanAddsAnAppenderForAWhile() {
    Recorder recorder = new Recorder("recorder");
    recorder.start();
    LOG.addAppender(recorder);
    try {
      LOG.info("one {}", 1);
      LOG.warn("two");
    } finally {
      remove(recorder);
    }
    assertEquals(2, recorder.lines().size());
  }

  @Test
  void cleanChangesALevelForAWhile() {
    Configurator.setLevel("shop.appenders", Level.DEBUG);
    LOG.debug("seen");
    Configurator.setLevel("shop.appenders", (Level) null);
    LOG.debug("not seen");
  }

  @Test
  void cleanOpensAContextOfItsOwn() {
    try (LoggerContext context = new LoggerContext("own")) {
      context.start();
      context.getLogger("shop.own").info("seen by nobody");
    }
  }

  @HeldBy("appenders")
  @Test
  void leaksAnAppender() {
    Recorder recorder = new Recorder("forgotten");
    recorder.start();
    FORGETFUL.addAppender(recorder);
    FORGETFUL.info("one");
  }

  /** The configuration still has what its logger lost. */
  @HeldBy("appenders")
  @Test
  void leaksAnAppenderOfTheConfiguration() {
    Recorder recorder = new Recorder("half forgotten");
    recorder.start();
    LOG.addAppender(recorder);
    LOG.info("one");
    LOG.removeAppender(recorder);
    recorder.stop();
  }

  @HeldBy("com.acme.Events.LATER")
  @Test
  void leaksEvents() {
    AbstractAppender keeping =
        new AbstractAppender("keeping", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            Events.LATER.add(event.toImmutable());
          }
        };
    keeping.start();
    LOG.addAppender(keeping);
    LOG.info("one {}", new StringBuilder("more"));
    remove(keeping);
  }

  @HeldBy("propertyChangeListeners")
  @Test
  void leaksAListenerOfTheContext() {
    byte[] seen = new byte[1_000];
    LOG.getContext().addPropertyChangeListener(event -> seen[0]++);
  }

  private static void remove(AbstractAppender appender) {
    LOG.removeAppender(appender);
    ((AbstractConfiguration) LOG.getContext().getConfiguration())
        .removeAppender(appender.getName());
  }
}
