package org.autoencoderzoo.cli;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.autoencoderzoo.datasets.JdbcTable;
import org.autoencoderzoo.settings.Extensions;

/**
 * A database, through a driver of a jar of {@code --plugins} or of the class path. The
 * DriverManager would not do: it passes over classes of plugins.
 *
 * @param address as JDBC writes it
 * @param driver that knows it
 * @param login user and password, if there are such
 */
record Database(String address, Driver driver, Properties login) implements JdbcTable.Connections {

  /** In the environment, not an option: what is typed is noted in the folder of a run. */
  static final String PASSWORD = "AE_DB_PASSWORD";

  private static final Pattern ADDRESS = Pattern.compile("^jdbc:\\w.*");

  private static final Pattern SECRET =
      Pattern.compile("(?i)\\b(password|passwd|pwd)=|//[^/@]*:[^/@]*@");

  private static final Pattern REST = Pattern.compile("[?;].*");

  /** SQL's class of states for a login that is refused. */
  private static final String NOT_ALLOWED = "28";

  /**
   * Finds a driver.
   *
   * @param user who connects, or null
   * @throws IOException if there is none
   * @throws IllegalArgumentException if the address holds a password
   */
  static Database of(String address, String user) throws IOException {
    if (SECRET.matcher(address).find()) {
      throw new IllegalArgumentException(
          "The address of the database holds a password, which the run would note; leave it out, and set "
              + PASSWORD
              + " in the environment");
    }
    Properties login = new Properties();
    if (user != null) {
      login.setProperty("user", user);
    }
    String password = System.getenv(PASSWORD);
    if (password != null) {
      login.setProperty("password", password);
    }
    List<Driver> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Extensions.forEach(
        Driver.class,
        driver -> {
          if (knows(driver, address)) {
            found.add(driver);
          }
        },
        problems::add);
    if (found.isEmpty()) {
      throw new IOException(
          "No JDBC driver knows %s; give the jar of the database's driver with --plugins%s"
              .formatted(
                  REST.matcher(address).replaceFirst(""),
                  problems.isEmpty() ? "" : " (" + String.join("; ", problems) + ")"));
    }
    return new Database(address, found.get(0), login);
  }

  private static boolean knows(Driver driver, String address) {
    try {
      return driver.acceptsURL(address);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Whether a name is that of a database. */
  static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /** The last word of an address, such as "shop" of jdbc:postgresql://host/shop?ssl=true. */
  static String id(String address) {
    return REST.matcher(address).replaceFirst("").replaceFirst(".*[/:\\\\](?=.)", "");
  }

  @Override
  public Connection open() throws SQLException {
    Connection connection;
    try {
      connection = driver.connect(address, login);
    } catch (SQLException e) {
      if (e.getSQLState() == null || !e.getSQLState().startsWith(NOT_ALLOWED)) {
        throw e;
      }
      throw new SQLException(
          "%s; --user says who connects, %s in the environment the password"
              .formatted(e.getMessage(), PASSWORD),
          e.getSQLState(),
          e);
    }
    if (connection == null) {
      throw new SQLException(driver.getClass().getName() + " does not know " + address);
    }
    return connection;
  }
}
