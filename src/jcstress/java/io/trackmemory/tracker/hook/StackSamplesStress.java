package io.trackmemory.tracker.hook;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A thread takes a stack, in a larger array than before, while another one reads. */
@JCStressTest
@Outcome(id = "16, 16, 16", expect = Expect.ACCEPTABLE, desc = "without the newest")
@Outcome(id = "17, 17, 17", expect = Expect.ACCEPTABLE, desc = "with it")
@Outcome(expect = Expect.FORBIDDEN, desc = "one is missing, or nothing came through it")
@State
public class StackSamplesStress {

  private static final Throwable[] STACKS = new Throwable[17];

  static {
    for (int i = 0; i < STACKS.length; i++) {
      STACKS[i] = new Throwable();
    }
  }

  private final StackSamples samples = new StackSamples();

  public StackSamplesStress() {
    for (int i = 0; i < 16; i++) {
      samples.add(i, STACKS[i], 8, 1, 1, -1);
    }
  }

  @Actor
  public void takes() {
    samples.add(16, STACKS[16], 8, 1, 1, -1);
  }

  @Actor
  public void reads(III_Result r) {
    r.r1 = samples.count;
    for (int i = 0; i < r.r1; i++) {
      StackSamples.Sample sample = samples.samples[i];
      r.r2 += sample.site == i && sample.stack == STACKS[i] ? 1 : 0;
      r.r3 += sample.taken == 1 && sample.minBytes == 8 ? 1 : 0;
    }
  }
}
