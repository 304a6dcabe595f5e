package io.trackmemory.report;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** Addresses of our own files, whatever characters their names have. */
final class Address {

  /** What stands in an address for itself, as most names of files do. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._$/-]*");

  private Address() {}

  /** The address of a path that begins with a dot; never one of another scheme or host. */
  static String of(String path) {
    if (!path.startsWith("./") && !path.startsWith("../")) {
      throw new IllegalArgumentException("path must begin with a dot: " + path);
    }
    if (PLAIN.matcher(path).matches()) {
      return path;
    }
    try {
      // A path with a slash in front, so that a colon in a name makes no scheme of it.
      String encoded = new URI(null, null, "/" + path, null).toASCIIString();
      return encoded.substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("any path can be an address, but not this one", e);
    }
  }
}
