package com.acme;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pool of connections, and what asks through it. */
public final class Database implements AutoCloseable {

  private final HikariDataSource pool;
  private final Map<String, List<String>> answers = new HashMap<>();

  public Database(String name) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl("jdbc:h2:mem:" + name);
    config.setMaximumPoolSize(4);
    pool = new HikariDataSource(config);
  }

  public HikariDataSource pool() {
    return pool;
  }

  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  public int run(String sql, Object... values) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  public List<String> ask(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** Asks once, and knows the answer for ever. */
  public List<String> askOnce(String sql) throws SQLException {
    List<String> known = answers.get(sql);
    if (known == null) {
      known = ask(sql);
      answers.put(sql, known);
    }
    return known;
  }

  @Override
  public void close() {
    pool.close();
  }
}
