// SPDX-License-Identifier: Apache-2.0
/** Runtimes that unload parts of an application. */
@NullMarked
package dev.clew.instrumentation.modulesystems;

import org.jspecify.annotations.NullMarked;
