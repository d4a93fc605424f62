// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

/**
 * Switches the hooks of one module off and on while the application runs. Woven classes remain as
 * they are: reading a volatile field is cheaper than weaving them again, and takes effect at once.
 */
public final class ModuleSwitch {
  private volatile boolean on = true;

  /** Returns whether hooks may begin something; what has begun always ends. */
  public boolean isOn() {
    return on;
  }

  void turn(boolean on) {
    this.on = on;
  }
}
