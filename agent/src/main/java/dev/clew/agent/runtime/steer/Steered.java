// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import java.util.List;
import java.util.Set;

/** A part of Clew that can read some settings again while it runs. */
public interface Steered {
  /** Returns those settings, in the order in which they are listed. */
  List<Setting<?>> settings();

  /**
   * Prepares a change, and refuses what cannot be done.
   *
   * @param wanted the settings as they are to be; all values are valid
   * @param names those of {@link #settings} that are to change
   */
  Change prepare(Settings wanted, Set<String> names) throws RefusedException;

  /** A change that is possible. */
  interface Change {
    /** Makes the change; does not fail. */
    void apply();
  }
}
