package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trackmemory.extension.NoLeaks;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One pool for all tests. */
@NoLeaks
class DatabaseTest {

  private static final ExecutorService POOL = Executors.newSingleThreadExecutor();
  private static final Meter METER = new Meter();
  private static Database database;

  @BeforeAll
  static void open() throws Exception {
    database = new Database("shop");
    database.pool().setMetricsTrackerFactory(METER);
    database.run("create table item (id int primary key, name varchar, text clob)");
    POOL.submit(() -> {}).get();
  }

  @AfterAll
  static void close() throws SQLException {
    database.run("drop table item");
    database.close();
    POOL.shutdown();
  }

  @AfterEach
  void removeAll() throws SQLException {
    database.run("delete from item");
  }

  @Test
  void cleanAsksOnAThreadOfAPool() throws Exception {
    database.run("insert into item (id, name) values (?, ?)", 1, "lamp");
    assertEquals(List.of("lamp"), POOL.submit(() -> database.ask("select name from item")).get());
  }

  @Test
  void cleanCommits() throws SQLException {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      insert(connection, 1, "lamp");
      insert(connection, 2, "chair");
      connection.commit();
    }
    assertEquals(List.of("2"), database.ask("select count(*) from item"));
  }

  @Test
  void cleanFailsInSql() {
    assertThrows(SQLException.class, () -> database.ask("select nothing from nowhere"));
  }

  @Test
  void cleanInsertsInABatch() throws SQLException {
    try (Connection connection = database.connection();
        PreparedStatement statement =
            connection.prepareStatement("insert into item (id, name) values (?, ?)")) {
      for (int i = 0; i < 100; i++) {
        statement.setInt(1, i);
        statement.setString(2, "item " + i);
        statement.addBatch();
      }
      assertEquals(100, statement.executeBatch().length);
    }
  }

  @Test
  void cleanReadsAText() throws Exception {
    database.run(
        "insert into item (id, text) values (?, ?)", 1, new StringReader("a".repeat(9_999)));
    try (Connection connection = database.connection();
        PreparedStatement statement = connection.prepareStatement("select text from item");
        ResultSet rows = statement.executeQuery()) {
      assertTrue(rows.next());
      try (Reader reader = rows.getCharacterStream(1)) {
        assertEquals('a', reader.read());
      }
    }
  }

  @Test
  void cleanRollsBack() throws SQLException {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      insert(connection, 1, "lamp");
      connection.rollback();
    }
    assertEquals(List.of("0"), database.ask("select count(*) from item"));
  }

  @Test
  void cleanTakesThreeConnections() throws SQLException {
    try (Connection one = database.connection();
        Connection two = database.connection();
        Connection three = database.connection()) {
      assertTrue(one.isValid(1) && two.isValid(1) && three.isValid(1));
    }
  }

  @Test
  void cleanThrowsConnectionsOut() throws SQLException {
    try (Connection connection = database.connection()) {
      database.pool().evictConnection(connection);
    }
    assertEquals(List.of("0"), database.ask("select count(*) from item"));
  }

  @HeldBy("com.acme.Connections.CURRENT")
  @Test
  void leaksAConnectionOfAThreadOfAPool() throws Exception {
    POOL.submit(
            () -> {
              Connection connection = database.connection();
              Connections.CURRENT.set(connection);
              connection.close();
              return null;
            })
        .get();
  }

  @HeldBy("answers")
  @Test
  void leaksAnswers() throws SQLException {
    assertEquals(List.of("0"), database.askOnce("select count(*) from item"));
  }

  @HeldBy("com.acme.Connections.TAKEN")
  @Test
  void leaksConnections() throws SQLException {
    Connection connection = database.connection();
    insert(connection, 1, "lamp");
    Connections.TAKEN.add(connection);
  }

  @HeldBy("nanos")
  @Test
  void leaksFigures() throws SQLException {
    METER.turn(true);
    database.run("insert into item (id, name) values (?, ?)", 1, "lamp");
    METER.turn(false);
  }

  private static void insert(Connection connection, int id, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into item (id, name) values (?, ?)")) {
      statement.setInt(1, id);
      statement.setString(2, name);
      statement.executeUpdate();
    }
  }
}
