package io.trackmemory.report;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of files for names of tests: the name itself where it is a portable file name, else a
 * replacement that ends in a hash of the name, so that different names have different files, on
 * file systems that ignore case too. Stateless; a name's file is the same in every JVM.
 */
final class FileNames {

  /** Longest name in bytes (all are ASCII), extension not included. */
  static final int MAX_LENGTH = 150;

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._$\\[\\]-]");

  /** Device names of Windows, whatever follows the first dot, and the index beside the folders. */
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?|index\\.html");

  /** Names that look hashed are hashed, so that no name equals the file of another one. */
  private static final Pattern HASHED = Pattern.compile("(?s).*-[0-9a-f]{12}");

  private FileNames() {}

  /** Name of the folder of a test class. */
  static String ofClass(TestId id) {
    return of(id.testClass(), id.testClass(), false);
  }

  /** Name of the file of a test in the folder of its class, without extension. */
  static String ofTest(TestId id) {
    String method = id.method();
    String name = method + id.invocation();
    boolean splits = method.indexOf('[') < 0 && (id.invocation() + "[").startsWith("[");
    boolean ambiguous = !splits || TestNames.isAmbiguous(id.testClass(), method);
    return of(name, method.length() + ":" + name, ambiguous);
  }

  /**
   * File name for {@code name}.
   *
   * @param identity what is hashed: different for what has different files
   * @param ambiguous whether something else has the same name, case ignored
   */
  private static String of(String name, String identity, boolean ambiguous) {
    String safe = replaceUnsafe(name);
    if (safe.equals(name)
        && !ambiguous
        && safe.length() <= MAX_LENGTH
        && !HASHED.matcher(name).matches()) {
      return name;
    }
    String hash = Sha256.hex(identity.getBytes(StandardCharsets.UTF_16BE)).substring(0, 12);
    int room = MAX_LENGTH - hash.length() - 1;
    return safe.substring(0, Math.min(room, safe.length())) + "-" + hash;
  }

  /** A name that a file may have; dots neither first nor last. */
  private static String replaceUnsafe(String name) {
    String safe = UNSAFE.matcher(name).replaceAll("_");
    if (safe.startsWith(".") || safe.startsWith("-")) {
      safe = "_" + safe.substring(1);
    }
    if (safe.endsWith(".")) {
      safe = safe.substring(0, safe.length() - 1) + "_";
    }
    return safe.isEmpty() || RESERVED.matcher(safe).matches() ? "_" + safe : safe;
  }
}
