package io.trackmemory.tracker.firstuse;

import java.util.Map;

/** Why calls are not the same each time, where no rule can be right. */
final class Reasons {

  private static final String TWO_NAMES =
      "the two names asked for last are kept: with three in turn it is made each time";
  private static final String ONE_SERVICE =
      "a provider keeps the name of the service asked for last: with two in turn it is made anew";
  private static final String LAYOUT =
      "the layout of a class is kept with its descriptor, of which each stream that is read has its"
          + " own";
  private static final String BUFFER =
      "a thread keeps a direct buffer, and makes another where a larger one is asked for";
  private static final String XML =
      "factories look for settings once; a thread keeps buffers softly, and makes others where those"
          + " are in use";
  private static final String OWN_LOCAL =
      "the value, and the table of the thread that has it, are the user's own";
  private static final String VIEW = "a view that the annotation's own map makes once";
  private static final String CHECKED_ONCE =
      "the member, an object of the user's, keeps who was checked last";
  private static final String ONE_TYPE =
      "a method handle keeps its conversion to one type: with two in turn it is made anew";
  private static final String COLLECTING =
      "the handle that makes an array of arguments, which all share, keeps its conversion to one type:"
          + " with two in turn it is made anew";
  private static final String OWN_PATTERNS =
      "the first of a kind completes the patterns that the JDK keeps, as does each that is made of the"
          + " user's own";
  private static final String TIMING =
      "who waits for a thread makes a node, unless that has ended by then; names of threads are"
          + " numbers";

  static final Map<String, String> BY_CALL =
      Map.ofEntries(
          Map.entry("String.getBytes, charset name", TWO_NAMES),
          Map.entry("Charset.forName", TWO_NAMES),
          Map.entry(
              "BreakIterator",
              "the iterator of one locale is kept: with two in turn it is made anew"),
          Map.entry(
              "ResourceBundle, of a class",
              "the list of locales to look in is made for every bundle that is not found at once, a"
                  + " missing one among them; the bundle, the user's own, makes its table when first asked"),
          Map.entry("serialise a list", LAYOUT),
          Map.entry("serialise an object", LAYOUT),
          Map.entry(
              "serialise a record", LAYOUT + "; so is the method handle that makes the record"),
          Map.entry("serialise an enum", LAYOUT),
          Map.entry("serialise a map", LAYOUT),
          Map.entry("serialise an exception", LAYOUT),
          Map.entry("serialise a lambda", LAYOUT),
          Map.entry("serialise with writeObject", LAYOUT),
          Map.entry("Files.readAllLines", BUFFER),
          Map.entry("Files.lines", BUFFER),
          Map.entry("Files.newBufferedReader", BUFFER),
          Map.entry("Files.newByteChannel", BUFFER),
          Map.entry("Files.writeString and readString", BUFFER),
          Map.entry(
              "NumberFormat, compact",
              "views that maps and patterns of the locale's data make when first asked"),
          Map.entry("XML, DOM", XML),
          Map.entry("XML, SAX", XML),
          Map.entry("XML, StAX", XML),
          Map.entry("XML, transformed", XML),
          Map.entry(
              "Logger, with a handler",
              "as SimpleFormatter; the root logger keeps a list of weak references to loggers, which grows"
                  + " and is cleaned"),
          Map.entry(
              "SimpleFormatter",
              "the bundle with the names of levels makes its table when first asked, as a user's own does"),
          Map.entry(
              "System.getLogger", "the logger of a name is made once, and it is the user's own"),
          Map.entry("ThreadLocal, one for all calls", OWN_LOCAL),
          Map.entry("ThreadLocal, one each call", OWN_LOCAL),
          Map.entry("InheritableThreadLocal", OWN_LOCAL),
          Map.entry("Proxy with a default method", CHECKED_ONCE),
          Map.entry(
              "ServiceLoader",
              "who may load a service is checked once, and a thread keeps buffers to read modules"),
          Map.entry("Method.toGenericString", "generic types are kept with the method"),
          Map.entry("MessageDigest MD5", ONE_SERVICE),
          Map.entry("MessageDigest SHA-256", ONE_SERVICE),
          Map.entry("MessageDigest SHA-512", ONE_SERVICE),
          Map.entry("UUID.nameUUIDFromBytes", ONE_SERVICE),
          Map.entry("SecureRandom", ONE_SERVICE),
          Map.entry("Cipher", ONE_SERVICE),
          Map.entry("File.createTempFile", "the name is a random number, of more digits or fewer"),
          Map.entry("ClassValue", "the value, and its place in the class, are the user's own"),
          Map.entry("Thread.ofVirtual, started", TIMING),
          Map.entry("Thread.startVirtualThread", TIMING),
          Map.entry("Thread.ofPlatform, started", TIMING),
          Map.entry("Executors.newVirtualThreadPerTaskExecutor", TIMING),
          Map.entry("Executors.newThreadPerTaskExecutor", TIMING),
          Map.entry("virtual threads, invokeAll", TIMING),
          Map.entry("ExecutorService.close", TIMING),
          Map.entry(
              "ForkJoinPool.invokeAllUninterruptibly",
              "the common pool starts workers, and makes a queue for who submits, as work comes"),
          Map.entry(
              "RandomGeneratorFactory.all", "a view that a map of the JDK makes when first asked"),
          Map.entry(
              "Charset.forName, fallback", "a table that is made when a name is first not found"),
          Map.entry("KEM.getInstance", ONE_SERVICE),
          Map.entry("ML-KEM, encapsulate", ONE_SERVICE),
          Map.entry("Annotation toString", VIEW),
          Map.entry("Annotation equals and hashCode", VIEW),
          Map.entry("Field.get, looked up once", CHECKED_ONCE),
          Map.entry("Field.getInt", CHECKED_ONCE),
          Map.entry("Method.invoke, looked up once", CHECKED_ONCE),
          Map.entry("Method.invoke, static with int", CHECKED_ONCE),
          Map.entry("Method.invoke, throwing", CHECKED_ONCE),
          Map.entry("Constructor.newInstance, looked up once", CHECKED_ONCE),
          Map.entry("Method.getAnnotations", VIEW),
          Map.entry("MethodHandle.invoke, converting", ONE_TYPE),
          Map.entry("MethodHandle.invokeWithArguments", ONE_TYPE),
          Map.entry("MethodHandle.asSpreader", ONE_TYPE),
          Map.entry("MethodHandles.catchException", COLLECTING),
          Map.entry("MethodHandles.tryFinally", COLLECTING),
          Map.entry("MethodHandles.tableSwitch", COLLECTING),
          Map.entry("ValueLayout.arrayElementVarHandle", COLLECTING),
          Map.entry("MemoryLayout.sequenceLayout, varHandle", COLLECTING),
          Map.entry(
              "switch over enum constants of two types",
              "the description of a class keeps its name when first asked, as a user's own does"),
          Map.entry("Locale.of", "a locale, which may be the user's own, keeps its tag"),
          Map.entry("ListFormat", OWN_PATTERNS),
          Map.entry("ListFormat, parse", OWN_PATTERNS));

  private Reasons() {}
}
