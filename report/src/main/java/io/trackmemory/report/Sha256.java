package io.trackmemory.report;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256, which every Java platform has. */
final class Sha256 {

  private Sha256() {}

  /** The digest in lower-case hexadecimal digits. */
  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes));
  }

  /** The digest as a content security policy spells it: {@code sha256-...}. */
  static String policySource(byte[] bytes) {
    return "sha256-" + Base64.getEncoder().encodeToString(digest(bytes));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256, which all must have", e);
    }
  }
}
