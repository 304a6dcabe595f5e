package io.trackmemory.tracker.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Compares what the JVM keeps in throwables, here made by hand. */
class BacktracesTest {

  private static final Object OTHER = new Object();

  private static final Object[] OTHERS = {
    new Object[] {
      new short[] {1, 9}, new int[] {3, 4}, new Object[] {String.class, null}, new long[] {5}
    },
    new Object[] {
      new short[] {1, 2}, new int[] {3, 9}, new Object[] {String.class, null}, new long[] {5}
    },
    new Object[] {
      new short[] {1, 2}, new int[] {3, 4}, new Object[] {Long.class, null}, new long[] {5}
    },
    new Object[] {
      new short[] {1, 2}, new int[] {3, 4}, new Object[] {String.class, OTHER}, new long[] {5}
    },
    new Object[] {
      new short[] {1, 2}, new int[] {3, 4}, new Object[] {String.class, null}, new long[] {9}
    },
    new Object[] {new short[] {1, 2}, new int[] {3, 4}, new Object[] {String.class, null}},
  };

  private static Object backtrace() {
    return new Object[] {
      new short[] {1, 2}, new int[] {3, 4}, new Object[] {String.class, null}, new long[] {5}
    };
  }

  @Test
  void same_whereEachPartIs() {
    assertThat(Backtraces.sameParts(backtrace(), backtrace())).isTrue();
    assertThat(Backtraces.hashOf(backtrace())).isEqualTo(Backtraces.hashOf(backtrace()));
  }

  @Test
  void notSame_whereOnePartIsNot() {
    for (Object other : OTHERS) {
      assertThat(Backtraces.sameParts(backtrace(), other)).isFalse();
      assertThat(Backtraces.sameParts(other, backtrace())).isFalse();
      assertThat(Backtraces.hashOf(other)).isNotEqualTo(Backtraces.hashOf(backtrace()));
    }
  }

  @Test
  void unknown_eachIsItsOwn() {
    Throwable one = new Throwable();
    assertThat(Backtraces.same(one, one)).isTrue();
    assertThat(Backtraces.same(one, new Throwable())).isFalse();
    assertThat(Backtraces.hash(one)).isEqualTo(System.identityHashCode(one));
  }
}
