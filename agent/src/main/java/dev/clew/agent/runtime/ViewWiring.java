// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.agent.runtime.view.View;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.ViewSettings;
import dev.clew.exporter.folder.FolderGuard;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Creates the {@link View} from the settings, or logs in one line why there is nothing to view. */
final class ViewWiring {
  private static final String JAR = "clew-viewer.jar";

  private ViewWiring() {}

  /**
   * Returns null if viewing is not enabled or not possible.
   *
   * @param writesFile whether there will be a trace file
   */
  static @Nullable View view(Settings settings, Path home, boolean writesFile, AgentLog log) {
    if (!settings.get(ViewSettings.VIEW)) {
      return null;
    }
    if (!writesFile) {
      log.warn(
          "clew.view=true has nothing to show: the viewer reads trace files; add file to"
              + " clew.exporters");
      return null;
    }
    Path jar = jar(settings.get(ViewSettings.VIEW_JAR));
    if (!Files.isRegularFile(jar)) {
      log.warn(
          ("clew.view=true, but there is no %s; put the %s of this version there, or set its path in"
                  + " clew.view.jar (it is built with: mvn -pl viewer -am package -DskipTests)")
              .formatted(jar, JAR));
      return null;
    }
    return new View(jar, home, new FolderGuard(home, settings.get(ClewSettings.HOME_TRUSTED)), log);
  }

  private static Path jar(String set) {
    if (!set.isBlank()) {
      return Path.of(set).toAbsolutePath();
    }
    try {
      Path agent =
          Path.of(AgentRuntime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return agent.resolveSibling(JAR);
    } catch (URISyntaxException | RuntimeException unknown) {
      return Path.of(JAR).toAbsolutePath();
    }
  }
}
