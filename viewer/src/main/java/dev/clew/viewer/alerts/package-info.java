// SPDX-License-Identifier: Apache-2.0
/** Rules over recent traces that tell somebody when they are broken. */
@NullMarked
package dev.clew.viewer.alerts;

import org.jspecify.annotations.NullMarked;
