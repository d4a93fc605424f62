// SPDX-License-Identifier: Apache-2.0
/** The HTTP client and server of the JDK. */
@NullMarked
package dev.clew.instrumentation.jdkhttp;

import org.jspecify.annotations.NullMarked;
