package io.trackmemory.examples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Adds up the prices in a JSON document, in two ways that differ in what they allocate. */
final class Catalogue {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory FACTORY = MAPPER.getFactory();

  private Catalogue() {}

  /** Makes a tree of the whole document first. */
  static long totalFromTree(byte[] json) throws IOException {
    long total = 0;
    for (JsonNode product : MAPPER.readTree(json).path("products")) {
      total += product.path("cents").asLong();
    }
    return total;
  }

  /** Reads token by token and keeps the sum only. */
  static long totalFromTokens(byte[] json) throws IOException {
    long total = 0;
    try (JsonParser parser = FACTORY.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT && parser.currentName().equals("cents")) {
          total += parser.getLongValue();
        }
      }
    }
    return total;
  }
}
