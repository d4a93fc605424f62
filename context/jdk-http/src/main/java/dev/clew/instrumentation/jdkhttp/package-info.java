// SPDX-License-Identifier: Apache-2.0
/** The HTTP clients and the server of the JDK. */
@NullMarked
package dev.clew.instrumentation.jdkhttp;

import org.jspecify.annotations.NullMarked;
