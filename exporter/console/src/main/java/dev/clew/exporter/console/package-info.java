// SPDX-License-Identifier: Apache-2.0
/** Prints a readable tree per trace on a print stream. */
@NullMarked
package dev.clew.exporter.console;

import org.jspecify.annotations.NullMarked;
