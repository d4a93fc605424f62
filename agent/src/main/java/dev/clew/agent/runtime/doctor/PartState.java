// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.exporter.extension.ExtensionPart;

/** A part of an extension jar, whether it is used or not. */
public record PartState(ExtensionPart part, Use use) {
  /** Whether it is used. */
  public enum Use {
    INSTALLED,
    DISABLED,
    /** An exporter that {@code clew.exporters} does not name. */
    UNSELECTED,
    /** It could not be created. */
    BROKEN
  }
}
