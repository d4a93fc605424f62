// SPDX-License-Identifier: Apache-2.0
/** The list of settings, their sources, and the warnings about invalid values. */
@NullMarked
package dev.clew.core.settings;

import org.jspecify.annotations.NullMarked;
