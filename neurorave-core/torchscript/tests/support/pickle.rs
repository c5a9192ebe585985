//! Writes pickles, opcode by opcode.

/// Protocol 2, as PyTorch writes it.
pub struct Pickler {
    bytes: Vec<u8>,
    kept: u32,
}

impl Pickler {
    pub fn new() -> Self {
        Self {
            bytes: b"\x80\x02".to_vec(),
            kept: 0,
        }
    }

    /// Opcodes as they are.
    pub fn op(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend(bytes);
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        let len = text.len() as u32;
        self.op(b"X").op(&len.to_le_bytes()).op(text.as_bytes())
    }

    pub fn int(&mut self, value: i64) -> &mut Self {
        if let Ok(value) = u8::try_from(value) {
            self.op(&[b'K', value])
        } else if let Ok(value) = i32::try_from(value) {
            self.op(b"J").op(&value.to_le_bytes())
        } else {
            self.op(b"\x8a\x08").op(&value.to_le_bytes())
        }
    }

    pub fn float(&mut self, value: f64) -> &mut Self {
        self.op(b"G").op(&value.to_be_bytes())
    }

    pub fn global(&mut self, module: &str, name: &str) -> &mut Self {
        self.op(format!("c{module}\n{name}\n").as_bytes())
    }

    /// Keeps the topmost value in the memo.
    pub fn keep(&mut self) -> &mut Self {
        let index = self.kept;
        self.kept += 1;
        match u8::try_from(index) {
            Ok(index) => self.op(&[b'q', index]),
            Err(_) => self.op(b"r").op(&index.to_le_bytes()),
        }
    }

    /// The index of what was kept last.
    pub fn last(&self) -> u32 {
        self.kept - 1
    }

    pub fn get(&mut self, index: u32) -> &mut Self {
        match u8::try_from(index) {
            Ok(index) => self.op(&[b'h', index]),
            Err(_) => self.op(b"j").op(&index.to_le_bytes()),
        }
    }

    pub fn storage(&mut self, kind: &str, key: &str, count: i64) -> &mut Self {
        self.op(b"(").text("storage").global("torch", kind);
        self.text(key).text("cpu").int(count).op(b"tQ")
    }

    pub fn tuple(&mut self, values: &[i64]) -> &mut Self {
        self.op(b"(");
        for value in values {
            self.int(*value);
        }
        self.op(b"t")
    }

    pub fn tensor(
        &mut self,
        kind: &str,
        key: &str,
        count: i64,
        offset: i64,
        shape: &[i64],
        strides: &[i64],
    ) -> &mut Self {
        self.global("torch._utils", "_rebuild_tensor_v2").op(b"(");
        self.storage(kind, key, count)
            .int(offset)
            .tuple(shape)
            .tuple(strides);
        self.op(b"\x89")
            .global("collections", "OrderedDict")
            .op(b")RtR")
    }

    /// The whole.
    pub fn end(&mut self) -> Vec<u8> {
        self.op(b".");
        std::mem::take(&mut self.bytes)
    }
}
