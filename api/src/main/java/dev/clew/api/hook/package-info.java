// SPDX-License-Identifier: Apache-2.0
/** The parts of an instrumentation module: hook points, hooks and what hooks use. */
@NullMarked
package dev.clew.api.hook;

import org.jspecify.annotations.NullMarked;
