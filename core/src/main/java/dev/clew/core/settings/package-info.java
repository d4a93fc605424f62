// SPDX-License-Identifier: Apache-2.0
/** The list of settings, where their values come from, and what is said of bad ones. */
@NullMarked
package dev.clew.core.settings;

import org.jspecify.annotations.NullMarked;
