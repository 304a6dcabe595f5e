package io.trackmemory.tracker.heap;

import java.nio.file.Path;

/** Takes a dump, and dies with it, or lives until it is killed. */
final class StaleDumpsProgram {

  private StaleDumpsProgram() {}

  public static void main(String[] args) throws Exception {
    Path parent = Path.of(args[0]);
    HeapDumpFile dump = HeapDumpFile.take(parent);
    System.out.println(parent.relativize(dump.path()).getName(0));
    if (args[1].equals("dies")) {
      Runtime.getRuntime().halt(0);
    }
    System.in.read();
  }
}
