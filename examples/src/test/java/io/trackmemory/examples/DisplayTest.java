package io.trackmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.NoLeaks;
import org.junit.jupiter.api.Test;

/** A listener that must be removed. */
@NoLeaks
class DisplayTest {

  @Test
  void displayThatIsClosed() {
    try (Display display = new Display(Thermometer.OUTDOOR)) {
      Thermometer.OUTDOOR.show(21);
      assertThat(display.shown()).isEqualTo("21 ");
    }
  }

  @Test
  @FailsOnPurpose(
      saying = {
        "held by io.trackmemory.examples.Thermometer.OUTDOOR",
        "1 x io.trackmemory.examples.Display ",
        "io.trackmemory.examples.Thermometer.static OUTDOOR   <- first reference in your code",
        "io.trackmemory.examples.Thermometer.listeners"
      })
  void displayThatIsForgotten() {
    Display display = new Display(Thermometer.OUTDOOR);
    Thermometer.OUTDOOR.show(21);
    assertThat(display.shown()).isEqualTo("21 ");
  }
}
