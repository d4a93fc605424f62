// SPDX-License-Identifier: Apache-2.0
/** Spans as events of the JDK's flight recorder, beside garbage collections and locks. */
@NullMarked
package dev.clew.agent.runtime.jfr;

import org.jspecify.annotations.NullMarked;
