// SPDX-License-Identifier: Apache-2.0
/** Log4j 2. */
@NullMarked
package dev.clew.instrumentation.log4j;

import org.jspecify.annotations.NullMarked;
