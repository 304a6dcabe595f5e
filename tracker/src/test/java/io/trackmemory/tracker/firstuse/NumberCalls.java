package io.trackmemory.tracker.firstuse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

/** Numbers parsed, printed and computed; random ones; digests and checksums. */
final class NumberCalls {

  private NumberCalls() {}

  static Object call(Calls calls) throws Throwable {
    if (calls.is("Integer.parseInt")) {
      return Integer.parseInt("1234");
    }
    if (calls.is("Double.parseDouble")) {
      return Double.parseDouble("1.2345");
    }
    if (calls.is("Double.parseDouble, many digits")) {
      return Double.parseDouble("1.23456789012345678901234567890e-10");
    }
    if (calls.is("Double.toString")) {
      return Double.toString(1.2345);
    }
    if (calls.is("Double.toHexString")) {
      return Double.toHexString(1.5);
    }
    if (calls.is("Float.toString")) {
      return Float.toString(1.5f);
    }
    if (calls.is("NumberFormatException")) {
      return unparsed();
    }
    if (calls.is("BigInteger")) {
      return new BigInteger("123456789012345678901234567890").multiply(BigInteger.TWO).toString();
    }
    if (calls.is("BigInteger.toString, very long")) {
      return BigInteger.ONE.shiftLeft(40_000).toString();
    }
    if (calls.is("BigDecimal")) {
      return new BigDecimal("1.25").add(BigDecimal.TEN).multiply(new BigDecimal("3"));
    }
    if (calls.is("BigDecimal.divide")) {
      return BigDecimal.ONE.divide(new BigDecimal("3"), MathContext.DECIMAL64);
    }
    if (calls.is("BigDecimal.setScale and toString")) {
      return new BigDecimal("1.255").setScale(2, RoundingMode.HALF_UP).toString();
    }
    if (calls.is("BigDecimal, large scale")) {
      return new BigDecimal("1").setScale(40).toPlainString();
    }
    if (calls.is("Random")) {
      return new Random(42).nextInt(10);
    }
    if (calls.is("Random, seeded by itself")) {
      return new Random().nextBoolean();
    }
    if (calls.is("ThreadLocalRandom")) {
      return ThreadLocalRandom.current().nextInt(1, 5) > 0;
    }
    if (calls.is("RandomGenerator.of")) {
      return RandomGenerator.of("L64X128MixRandom").nextLong() == 0;
    }
    if (calls.is("SecureRandom")) {
      return new SecureRandom().nextInt() == 0;
    }
    if (calls.is("UUID.randomUUID")) {
      return UUID.randomUUID();
    }
    if (calls.is("UUID.nameUUIDFromBytes")) {
      return UUID.nameUUIDFromBytes(BYTES);
    }
    if (calls.is("UUID.fromString and toString")) {
      return UUID.fromString("123e4567-e89b-12d3-a456-426614174000").toString();
    }
    if (calls.is("MessageDigest MD5")) {
      return MessageDigest.getInstance("MD5").digest(BYTES);
    }
    if (calls.is("MessageDigest SHA-256")) {
      return MessageDigest.getInstance("SHA-256").digest(BYTES);
    }
    if (calls.is("Mac")) {
      return mac();
    }
    if (calls.is("SSLContext.getDefault")) {
      return SSLContext.getDefault();
    }
    if (calls.is("Cipher")) {
      return encrypted();
    }
    if (calls.is("CRC32")) {
      return checked();
    }
    return calls.none();
  }

  private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  private static Object unparsed() {
    try {
      return Integer.parseInt("x");
    } catch (NumberFormatException e) {
      return e;
    }
  }

  private static Object mac() throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(BYTES, "HmacSHA256"));
    return mac.doFinal(BYTES);
  }

  private static Object encrypted() throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(BYTES, "AES"), new IvParameterSpec(BYTES));
    return cipher.doFinal(BYTES);
  }

  private static Object checked() {
    CRC32 crc = new CRC32();
    crc.update(BYTES);
    Adler32 adler = new Adler32();
    adler.update(BYTES);
    return crc.getValue() + adler.getValue();
  }
}
