// SPDX-License-Identifier: Apache-2.0
/** What class files declare, read without loading a class. */
@NullMarked
package dev.clew.weave.classfile;

import org.jspecify.annotations.NullMarked;
