// SPDX-License-Identifier: Apache-2.0
/** Methods that return Reactor's publishers. */
@NullMarked
package dev.clew.instrumentation.methods.reactor;

import org.jspecify.annotations.NullMarked;
