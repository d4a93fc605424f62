// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.WeaveJournal;
import dev.clew.weave.Weaving;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Switches instrumentation modules off and on; one that was off at the start is woven now. */
public final class ModuleSteering implements Steered {
  private final List<LoadedModule> modules;
  private final Set<String> linked;
  private final Function<String, @Nullable String> missing;
  private final Weaving weaving;

  /**
   * Creates the control.
   *
   * @param modules all modules
   * @param linked the names of those that were woven from the start
   * @param missing returns the setting that a module depends on if it is not in use
   */
  public ModuleSteering(
      List<LoadedModule> modules,
      Set<String> linked,
      Function<String, @Nullable String> missing,
      Weaving weaving) {
    this.modules = modules;
    this.linked = new HashSet<>(linked);
    this.missing = missing;
    this.weaving = weaving;
  }

  @Override
  public List<Setting<?>> settings() {
    return modules.stream()
        .<Setting<?>>map(module -> ClewSettings.instrumentationEnabled(module.name()))
        .toList();
  }

  @Override
  public Change prepare(Settings wanted, Set<String> names) throws RefusedException {
    List<LoadedModule> on = new ArrayList<>();
    List<LoadedModule> off = new ArrayList<>();
    for (LoadedModule module : modules) {
      Setting<Boolean> setting = ClewSettings.instrumentationEnabled(module.name());
      if (names.contains(setting.name())) {
        (wanted.get(setting) ? on : off).add(module);
      }
    }
    for (LoadedModule module : on) {
      if (!linked.contains(module.name())) {
        refuseIfTooLate(module);
      }
    }
    for (LoadedModule module : on) {
      if (linked.add(module.name())) {
        weaving.turn(module.name(), false); // until it is known whether everything is possible
        weaving.add(module);
      }
      String mismatch = mismatch(module);
      if (mismatch != null) {
        throw refused(module, mismatch);
      }
    }
    return () -> {
      on.forEach(module -> weaving.turn(module.name(), true));
      off.forEach(module -> weaving.turn(module.name(), false));
    };
  }

  private void refuseIfTooLate(LoadedModule module) throws RefusedException {
    String setting = missing.apply(module.name());
    if (setting != null) {
      throw refused(module, "it needs %s, which is read once, at the start".formatted(setting));
    }
    boolean fromStart =
        !module.selections().isEmpty()
            || module.hookPoints().stream().anyMatch(point -> point.afterFirstUse());
    if (fromStart) {
      throw refused(
          module,
          "its classes are woven when Clew starts; restart with -D%s=true"
              .formatted(ClewSettings.instrumentationEnabled(module.name()).name()));
    }
  }

  private static RefusedException refused(LoadedModule module, String reason) {
    return new RefusedException(
        "%s=true is not possible now: %s"
            .formatted(ClewSettings.instrumentationEnabled(module.name()).name(), reason));
  }

  /** Returns why no copy of the library can be traced, or null. */
  private @Nullable String mismatch(LoadedModule module) {
    String reason = null;
    for (WeaveJournal.LibraryCopy copy : weaving.journal().libraries()) {
      if (copy.module().equals(module.name())) {
        if (copy.missing() == null) {
          return null;
        }
        reason =
            "%s %s does not match, it lacks %s; use %s"
                .formatted(copy.library(), copy.version(), copy.missing(), copy.supported());
      }
    }
    return reason;
  }
}
