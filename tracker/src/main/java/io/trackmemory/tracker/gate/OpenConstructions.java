package io.trackmemory.tracker.gate;

import io.trackmemory.tracker.site.Site;
import io.trackmemory.tracker.site.SiteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the objects that a thread has begun to make are still in construction, by its call
 * stack: a frame has one at most of each instruction that makes objects, since no object without
 * its constructor may be there when code jumps backwards. So of those begun at one site there are
 * no more than frames of its method. That a frame is at it is sure where it calls the constructor,
 * or is at the line of the instruction. Any thread may call it.
 */
public final class OpenConstructions {

  private static final int STOOD_FOR = 1;
  private static final int POSSIBLE = 2;
  private static final int SURE = 3;

  private final SiteTable sites;

  public OpenConstructions(SiteTable sites) {
    this.sites = sites;
  }

  /**
   * Marks each of them: 3 if it surely is in construction, 2 if it may be, 1 if another one of its
   * site stands for it, 0 if it is not.
   */
  public int[] marks(Thread thread, int[] open) {
    List<StackTraceElement> stack = stackOf(thread);
    Map<Integer, int[]> left = new HashMap<>();
    int[] marks = new int[open.length];
    for (int i = 0; i < open.length; i++) {
      int[] frames = left.computeIfAbsent(open[i], site -> framesAt(sites.get(site), stack));
      if (frames[0] > 0) {
        marks[i] = frames[1] > 0 ? SURE : POSSIBLE;
        frames[0]--;
        frames[1]--;
      }
    }
    markLast(open, marks, stack);
    return marks;
  }

  /* Which ones of a site they are is not known: the last ones may be it as well as the first. */
  private void markLast(int[] open, int[] marks, List<StackTraceElement> stack) {
    Map<Integer, int[]> left = new HashMap<>();
    for (int i = open.length - 1; i >= 0; i--) {
      int[] frames = left.computeIfAbsent(open[i], site -> framesAt(sites.get(site), stack));
      if (frames[0]-- > 0) {
        marks[i] = Math.max(marks[i], STOOD_FOR);
      }
    }
  }

  private static List<StackTraceElement> stackOf(Thread thread) {
    List<StackTraceElement> stack = new ArrayList<>();
    if (thread == Thread.currentThread()) {
      StackWalker.getInstance()
          .forEach(frame -> stack.add(frame.toStackTraceElement())); // however deep it is
      return stack;
    }
    return List.of(thread.getStackTrace());
  }

  /* How many frames of the method there are, and how many of them surely are making an object. */
  private static int[] framesAt(Site site, List<StackTraceElement> stack) {
    if (site.isInLambda()) {
      return new int[] {1, 0}; // frames of lambda objects are hidden
    }
    int frames = 0;
    int sure = 0;
    StackTraceElement above = null;
    for (StackTraceElement frame : stack) {
      if (frame.getMethodName().equals(site.method)
          && frame.getClassName().equals(site.owner.className)) {
        frames++;
        sure += isMaking(site, frame, above) ? 1 : 0;
      }
      above = frame;
    }
    return new int[] {frames, sure};
  }

  private static boolean isMaking(
      Site site, StackTraceElement frame, @Nullable StackTraceElement above) {
    boolean inConstructor =
        above != null
            && above.getMethodName().equals("<init>")
            && above.getClassName().equals(site.typeName)
            && !frame.getMethodName().equals("<init>");
    return inConstructor || (site.line > 0 && frame.getLineNumber() == site.line);
  }
}
