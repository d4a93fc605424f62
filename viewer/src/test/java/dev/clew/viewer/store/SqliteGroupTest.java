// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.store.sqlite.SqliteTraceStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteGroupTest extends GroupContract {

  @TempDir Path folder;

  @Override
  TraceStore create() {
    return SqliteTraceStore.open(folder.resolve("traces.db"), CLOCK);
  }
}
