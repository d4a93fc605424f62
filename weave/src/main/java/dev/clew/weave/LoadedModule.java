// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.Objects;

/**
 * A module as read once from its description, which belongs to somebody else and is not asked
 * again.
 *
 * @param origin where it came from, for messages: the agent, or an extension jar
 * @param activates see {@link InstrumentationModule#activates}
 */
public record LoadedModule(
    String name,
    Library library,
    List<HookPoint> hookPoints,
    ModuleCode code,
    String origin,
    boolean activates) {

  /** Reads {@code module}; whatever its description throws goes to the caller. */
  public static LoadedModule of(InstrumentationModule module, ModuleCode code, String origin) {
    return new LoadedModule(
        Objects.requireNonNull(module.name(), "name() is null"),
        Objects.requireNonNull(module.library(), "library() is null"),
        List.copyOf(Objects.requireNonNull(module.hookPoints(), "hookPoints() is null")),
        code,
        origin,
        module.activates());
  }
}
