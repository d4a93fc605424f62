// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * The database file: one connection that writes, a few that read concurrently (write-ahead log),
 * and the migrations. Other processes may have it open, too.
 */
final class Database implements AutoCloseable {

  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 15_000;

  /** 32 MB: each batch of an import changes the same index pages. */
  private static final int CHECKPOINT_PAGES = 8_000;

  /** Of the file, which the system caches anyway; only costs address space. */
  private static final long MAPPED_BYTES = 2L << 30;

  private final Path file;
  private final Connection writer;
  private final Statements statements;
  private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
  private final Jdbi reading;
  private volatile boolean closed;

  private Database(Path file) throws SQLException {
    this.file = file;
    writer = connect(file, false);
    execute(writer, "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
    statements = new Statements(writer);
    for (int i = 0; i < READERS; i++) {
      readers.add(connect(file, true));
    }
    reading = Jdbi.create(new Readers());
    reading.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
  }

  static Database open(Path file) {
    try {
      createOwnerOnly(file);
      try (FileChannel lock = migrationLock(file)) {
        migrate(file);
      }
      return new Database(file);
    } catch (SQLException | FlywayException e) {
      throw failure("the store " + file + " cannot be opened", e);
    } catch (IOException e) {
      throw new StoreException("the store " + file + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** The content of a trace is for its owner alone. */
  private static void createOwnerOnly(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (folder != null && !Files.isDirectory(folder)) {
      if (posix) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    }
    if (!Files.exists(file)) {
      if (posix) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    }
  }

  /** Two processes that start at once must not both create the tables. Closing it unlocks. */
  private static FileChannel migrationLock(Path file) throws IOException {
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.lock();
    } catch (IOException | OverlappingFileLockException e) {
      // No locks on this file system, or this process migrates in another thread.
    }
    return channel;
  }

  private static void migrate(Path file) throws SQLException, IOException {
    if (Files.size(file) == 0) {
      // Only possible before anything is written: lets prune return space to the disk.
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
        execute(connection, "VACUUM");
      }
    }
    try (Connection connection = connect(file, false)) {
      if (SchemaVersion.isCurrent(connection)) {
        return;
      }
    }
    Flyway.configure(Database.class.getClassLoader())
        .dataSource("jdbc:sqlite:" + file, null, null)
        .locations("classpath:dev/clew/viewer/store/sqlite/migration")
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  private static Connection connect(Path file, boolean readOnly) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    config.setCacheSize(readOnly ? -16_384 : -65_536);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, String.valueOf(MAPPED_BYTES));
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    // Otherwise the driver asks for the row's id after each statement, which doubles their number.
    config.setGetGeneratedKeys(false);
    if (readOnly) {
      config.setReadOnly(true);
    } else {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    }
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /** Reads in one transaction, so that all results are consistent. */
  <T> T read(Function<Handle, T> work) {
    try (Handle handle = reading.open()) {
      return handle.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw failure("the store " + file + " cannot be read", e);
    }
  }

  /** Runs work with the connection that writes. */
  interface Write<T> {
    T run(Statements statements) throws SQLException;
  }

  /** Writes everything or, if it throws, nothing. */
  synchronized <T> T write(Write<T> work) {
    if (closed) {
      throw new StoreException("the store " + file + " is closed", null);
    }
    try {
      execute(writer, "BEGIN IMMEDIATE");
      boolean committed = false;
      try {
        T result = work.run(statements);
        execute(writer, "COMMIT");
        committed = true;
        return result;
      } finally {
        if (!committed) {
          rollback();
        }
      }
    } catch (SQLException e) {
      throw failure("the store " + file + " cannot be written", e);
    }
  }

  /** Runs outside of a transaction. */
  synchronized void maintain(String sql) {
    try {
      execute(writer, sql);
    } catch (SQLException e) {
      throw failure("the store " + file + " cannot be written", e);
    }
  }

  private void rollback() {
    try {
      execute(writer, "ROLLBACK");
    } catch (SQLException e) {
      // SQLite has already rolled back, as it does when the disk is full. The first failure is
      // thrown.
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (var rows = statement.getResultSet()) {
          while (rows.next()) {
            // Some pragmas do their work step by step.
            Thread.onSpinWait();
          }
        }
      }
    }
  }

  static StoreException failure(String what, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return new StoreException(what + ": " + reason(sqlite), e);
      }
    }
    return new StoreException(what + ": " + e.getMessage(), e);
  }

  private static String reason(SQLiteException e) {
    return switch (SQLiteErrorCode.getErrorCode(e.getResultCode().code & 0xff)) {
      case SQLITE_FULL -> "the disk is full; make room, nothing that was stored is damaged";
      case SQLITE_BUSY, SQLITE_LOCKED -> "another process is writing to it for too long";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "the file is damaged or not a store; move it away, and it will be recreated from the trace files";
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
          "no permission to open or write it (" + e.getMessage() + ")";
      default -> String.valueOf(e.getMessage());
    };
  }

  Path file() {
    return file;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    statements.close();
    for (Connection reader : readers) {
      closeQuietly(reader);
    }
    closeQuietly(writer);
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing is lost: what was committed is in the file.
    }
  }

  /** Lends the connections that read. */
  private final class Readers implements ConnectionFactory {

    @Override
    public Connection openConnection() throws SQLException {
      try {
        Connection connection = readers.poll(60, TimeUnit.SECONDS);
        if (connection == null) {
          throw new SQLException("all connections are busy");
        }
        return connection;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SQLException("interrupted", e);
      }
    }

    @Override
    public void closeConnection(Connection connection) {
      if (closed) {
        closeQuietly(connection);
      } else {
        readers.add(connection);
      }
    }
  }
}
