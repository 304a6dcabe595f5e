package io.trackmemory.tracker.firstuse;

import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;

import java.io.Reader;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.constant.ModuleDesc;
import java.lang.constant.PackageDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.AlgorithmParameterSpec;
import java.text.DecimalFormat;
import java.text.ListFormat;
import java.text.ParsePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.spec.HKDFParameterSpec;

/** Text, numbers, dates, class files, keys, of JDK 18 and later. */
final class NewerLibraries implements Calls.Group {

  private static final class Keys {
    static final KeyPair PAIR = pair();
  }

  private static final class Built {
    static final byte[] FILE = built();
  }

  @Override
  public Object call(Calls calls) throws Throwable {
    if (calls.is("String.splitWithDelimiters")) {
      return "a,b;c".splitWithDelimiters("[,;]", 0);
    }
    if (calls.is("String.indexOf, a range")) {
      return "abcabc".indexOf("b", 2, 6) == 3 ? "a" : "b";
    }
    if (calls.is("StringBuilder.repeat")) {
      return new StringBuilder().repeat("ab", 3).repeat('c', 2).toString();
    }
    if (calls.is("StringBuffer.repeat")) {
      return new StringBuffer().repeat("ab", 3).toString();
    }
    if (calls.is("Character.isEmoji")) {
      return Character.isEmoji(0x1F600) ? "a" : "b";
    }
    if (calls.is("Pattern with emoji")) {
      return Pattern.compile("\\p{IsEmoji}").matcher("\uD83D\uDE00").matches() ? "a" : "b";
    }
    if (calls.is("Pattern.splitWithDelimiters")) {
      return Pattern.compile(",").splitWithDelimiters("a,b", 0);
    }
    if (calls.is("Matcher.namedGroups")) {
      Matcher matcher = Pattern.compile("(?<a>x)(?<b>y)").matcher("xy");
      return matcher.matches() && matcher.hasMatch() ? matcher.namedGroups() : "";
    }
    if (calls.is("Locale.of")) {
      return Locale.of("de", "AT").toLanguageTag();
    }
    if (calls.is("Locale.availableLocales")) {
      return Locale.availableLocales().count() == 3 ? "a" : "b";
    }
    if (calls.is("Locale.caseFoldLanguageTag")) {
      return Locale.caseFoldLanguageTag("DE-at");
    }
    if (calls.is("ListFormat")) {
      return ListFormat.getInstance(
              Locale.US, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
          .format(List.of("a", "b", "c"));
    }
    if (calls.is("ListFormat, parse")) {
      return ListFormat.getInstance().parseObject("a, b, and c", new ParsePosition(0));
    }
    if (calls.is("DecimalFormat.setStrict")) {
      DecimalFormat format = new DecimalFormat("#,##0.0");
      format.setStrict(true);
      return format.parse("1,234.5");
    }
    if (calls.is("Charset.forName, fallback")) {
      return Charset.forName("nothing", StandardCharsets.UTF_8) == null ? "a" : "b";
    }
    if (calls.is("Reader.of")) {
      return Reader.of("text").readAllAsString();
    }
    if (calls.is("Reader.readAllLines")) {
      return Reader.of("a\nb\n").readAllLines();
    }
    if (calls.is("CharSequence.getChars")) {
      ((CharSequence) "abc").getChars(0, 2, new char[4], 0);
      return "";
    }
    if (calls.is("HexFormat.ofDelimiter")) {
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(new byte[] {1, 2});
    }
    if (calls.is("Math.clamp and ceilDiv")) {
      return Math.clamp(500L, 1, 100) + Math.ceilDiv(5, 2) == 3 ? "a" : "b";
    }
    if (calls.is("Integer.compress and expand")) {
      return Integer.compress(0x1234, 0xFF0) + Long.expand(5, 0xF0) == 3 ? "a" : "b";
    }
    if (calls.is("Float.float16ToFloat")) {
      return Float.float16ToFloat(Float.floatToFloat16(1.5f)) == 3 ? "a" : "b";
    }
    if (calls.is("BigInteger.parallelMultiply")) {
      return BigInteger.ONE.shiftLeft(200).parallelMultiply(BigInteger.TEN);
    }
    if (calls.is("Random.from")) {
      return Random.from(new SplittableRandom(5));
    }
    if (calls.is("RandomGenerator.getDefault")) {
      return RandomGenerator.getDefault();
    }
    if (calls.is("RandomGenerator.equiDoubles")) {
      return new SplittableRandom(5).equiDoubles(0, 1, true, false).limit(3).sum();
    }
    if (calls.is("RandomGeneratorFactory.all")) {
      return RandomGeneratorFactory.all().count() == 3 ? "a" : "b";
    }
    if (calls.is("Instant.until")) {
      return Instant.EPOCH.until(Instant.ofEpochSecond(5));
    }
    if (calls.is("Duration.isPositive")) {
      return Duration.ofSeconds(5).isPositive() ? "a" : "b";
    }
    if (calls.is("DateTimeFormatter.ofLocalizedPattern")) {
      return LocalDate.of(2024, 2, 3).format(DateTimeFormatter.ofLocalizedPattern("yMMM"));
    }
    if (calls.is("DateTimeFormatterBuilder.appendLocalized")) {
      return new DateTimeFormatterBuilder()
          .appendLocalized("yMd")
          .toFormatter(Locale.US)
          .format(LocalDate.of(2024, 2, 3));
    }
    if (calls.is("Path.resolve, several")) {
      return Path.of("a").resolve("b", "c");
    }
    if (calls.is("InetAddress.ofLiteral")) {
      return InetAddress.ofLiteral("127.0.0.1");
    }
    if (calls.is("URL.of")) {
      return URL.of(URI.create("http://a/b"), null);
    }
    if (calls.is("HttpClient, closed")) {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client.version();
      }
    }
    if (calls.is("Class.accessFlags")) {
      return String.class.accessFlags();
    }
    if (calls.is("Method.accessFlags")) {
      return String.class.getMethod("length").accessFlags();
    }
    if (calls.is("Class.forPrimitiveName")) {
      return Class.forPrimitiveName("int");
    }
    if (calls.is("ModuleDesc and PackageDesc")) {
      return ModuleDesc.of("a.b").name() + PackageDesc.of("a.b").name();
    }
    if (calls.is("MethodHandles.tableSwitch")) {
      return MethodHandles.tableSwitch(
          MethodHandles.dropArguments(
              MethodHandles.constant(String.class, "a"), 0, int.class),
          MethodHandles.dropArguments(MethodHandles.constant(String.class, "b"), 0, int.class));
    }
    if (calls.is("MethodHandles.insertCoordinates")) {
      VarHandle array = MethodHandles.arrayElementVarHandle(int[].class);
      return MethodHandles.insertCoordinates(array, 1, 0);
    }
    if (calls.is("MethodHandles.filterCoordinates and permuteCoordinates")) {
      VarHandle array = MethodHandles.arrayElementVarHandle(int[].class);
      return MethodHandles.permuteCoordinates(array, List.of(int.class, int[].class), 1, 0);
    }
    if (calls.is("ClassFile.build")) {
      return built();
    }
    if (calls.is("ClassFile.parse")) {
      ClassModel model = ClassFile.of().parse(Built.FILE);
      return model.methods().getFirst().methodName().stringValue();
    }
    if (calls.is("ClassFile.transformClass")) {
      ClassFile context = ClassFile.of();
      return context.transformClass(
          context.parse(Built.FILE), ClassTransform.dropping(e -> e instanceof MethodModel));
    }
    if (calls.is("ClassFile.verify")) {
      return ClassFile.of().verify(Built.FILE);
    }
    if (calls.is("KDF, HKDF")) {
      AlgorithmParameterSpec spec =
          HKDFParameterSpec.ofExtract().addIKM(new byte[16]).addSalt(new byte[8]).thenExpand(null, 32);
      return KDF.getInstance("HKDF-SHA256").deriveData(spec);
    }
    if (calls.is("KDF, a key")) {
      AlgorithmParameterSpec spec =
          HKDFParameterSpec.ofExtract().addIKM(new byte[16]).thenExpand(null, 16);
      return KDF.getInstance("HKDF-SHA512").deriveKey("AES", spec);
    }
    if (calls.is("KEM.getInstance")) {
      return KEM.getInstance("DHKEM");
    }
    if (calls.is("ML-KEM, a pair of keys")) {
      return KeyPairGenerator.getInstance("ML-KEM-512").generateKeyPair();
    }
    if (calls.is("ML-KEM, encapsulate")) {
      return KEM.getInstance("ML-KEM").newEncapsulator(Keys.PAIR.getPublic()).encapsulate();
    }
    return calls.none();
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("ML-KEM-512").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] built() {
    return ClassFile.of()
        .build(
            ClassDesc.of("a.B"),
            type ->
                type.withMethodBody(
                    "five",
                    MethodTypeDesc.of(ConstantDescs.CD_int),
                    ACC_PUBLIC | ACC_STATIC,
                    code -> code.bipush(5).ireturn()));
  }
}
