// SPDX-License-Identifier: Apache-2.0
/** The declarations in class files, read without loading a class. */
@NullMarked
package dev.clew.weave.classfile;

import org.jspecify.annotations.NullMarked;
