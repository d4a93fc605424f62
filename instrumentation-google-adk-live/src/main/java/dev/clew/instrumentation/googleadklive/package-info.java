// SPDX-License-Identifier: Apache-2.0
/** Instrumentation of the models of live runs in Google's Agent Development Kit. */
@NullMarked
package dev.clew.instrumentation.googleadklive;

import org.jspecify.annotations.NullMarked;
