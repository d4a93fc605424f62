// SPDX-License-Identifier: Apache-2.0
/** Results with which the work of a method goes on after it has returned. */
@NullMarked
package dev.clew.instrumentation.methods.result;

import org.jspecify.annotations.NullMarked;
