package io.trackmemory.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.javaparser.JavaParser;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;

/** A small piece of work of a real library; each run does the same. */
public enum Payload {
  /** Reads 200 products into a tree, and writes the tree. */
  JACKSON("Jackson", Payload::jackson),
  /** Parses a page of 100 articles, and selects their headlines. */
  JSOUP("jsoup", Payload::jsoup),
  /** Parses a class of 50 methods. */
  JAVAPARSER("JavaParser", Payload::javaParser),
  /** Joins, groups and sorts tables of 10 and 500 rows in memory. */
  H2("H2", Payload::h2);

  private final String label;
  private final Callable<Callable<?>> preparation;

  Payload(String label, Callable<Callable<?>> preparation) {
    this.label = label;
    this.preparation = preparation;
  }

  /** As in a table. */
  String label() {
    return label;
  }

  /** Makes what the runs read. */
  Callable<?> prepare() throws Exception {
    return preparation.call();
  }

  private static Callable<?> jackson() {
    ObjectMapper mapper = new ObjectMapper();
    String products = repeated(200, ",", "{\"id\":%1$d,\"name\":\"product %1$d\",\"cents\":1%1$d}");
    byte[] json = ("{\"products\":[" + products + "]}").getBytes(UTF_8);
    return () -> mapper.writeValueAsBytes(mapper.readTree(json));
  }

  private static Callable<?> jsoup() {
    String articles =
        repeated(100, "", "<article class=a%1$d><h2>Head %1$d</h2><p>Text <b>%1$d</b></article>");
    String html = "<html><body>" + articles + "</body></html>";
    return () -> Jsoup.parse(html).select("article > h2").eachText();
  }

  private static Callable<?> javaParser() {
    String methods =
        repeated(50, "\n", "int m%1$d(int a) { if (a > %1$d) { return a * 2; } return m%1$d(1); }");
    String source = "class Example { " + methods + " }";
    return () -> new JavaParser().parse(source).getResult().orElseThrow();
  }

  private static Callable<?> h2() throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:h2:mem:payload;OPTIMIZE_REUSE_RESULTS=0");
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table customer(id int primary key, name varchar)");
      statement.execute("create table item(id int primary key, customer int, cents int)");
      statement.execute("insert into customer select x, 'name ' || x from system_range(0, 9)");
      statement.execute("insert into item select x, mod(x, 10), x from system_range(1, 500)");
    }
    PreparedStatement query =
        connection.prepareStatement(
            "select c.name, sum(i.cents) from item i join customer c on c.id = i.customer"
                + " where i.cents > ? group by c.name order by 2");
    return () -> sum(query);
  }

  private static long sum(PreparedStatement query) throws SQLException {
    query.setInt(1, 100);
    long sum = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        sum += rows.getString(1).length() + rows.getLong(2);
      }
    }
    return sum;
  }

  private static String repeated(int times, String separator, String format) {
    return IntStream.range(0, times)
        .mapToObj(format::formatted)
        .collect(Collectors.joining(separator));
  }
}
