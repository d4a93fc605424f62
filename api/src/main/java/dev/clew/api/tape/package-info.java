// SPDX-License-Identifier: Apache-2.0
/** What an instrumentation needs to record the calls of its library and to answer them later. */
@NullMarked
package dev.clew.api.tape;

import org.jspecify.annotations.NullMarked;
