//! The schema of a Parquet file, twice: as its annotations have it, for the kinds of the columns; and with all strings as bytes, so
//! that one row that is not UTF-8 is one bad row. The crate `parquet` would refuse all rows that are read together with it.

use std::sync::Arc;

use anyhow::{Result, bail};
use arrow_schema::{DataType, Field, FieldRef, Fields};
use parquet::arrow::parquet_to_arrow_schema;
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::file::metadata::KeyValue;
use parquet::schema::types::{SchemaDescriptor, Type};

use super::thrift::{Cursor, Flaw, kind};

/// Maximum levels of a schema. A list takes two of them; records of JSON are at most 128 deep.
pub(super) const MAX_DEPTH: usize = 100;
/// Maximum bytes of a value of fixed length.
const MAX_FIXED_BYTES: i64 = 64 << 10;
/// The metadata of a field that says what its bytes are.
pub(super) const BYTES_ARE: &str = "bytes are";

/// An element of the schema: a column, or a group of the elements behind it.
#[derive(Default)]
pub(super) struct Element {
    name: String,
    physical: Option<i64>,
    length: Option<i64>,
    repetition: Option<i64>,
    pub(super) children: usize,
    converted: Option<i64>,
    scale: Option<i64>,
    precision: Option<i64>,
    logical: Option<LogicalType>,
}

impl Element {
    /// Reads one from the footer.
    pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<Self, Flaw> {
        let mut element = Self::default();
        cursor.fields(|cursor, number, of| {
            match (number, of) {
                (1, kind::I32) => element.physical = Some(cursor.integer()?),
                (2, kind::I32) => element.length = Some(cursor.integer()?),
                (3, kind::I32) => element.repetition = Some(cursor.integer()?),
                (4, kind::BINARY) => element.name = String::from_utf8_lossy(cursor.binary()?).into_owned(),
                (5, kind::I32) => element.children = usize::try_from(cursor.integer()?).map_err(|_| Flaw::Malformed)?,
                (6, kind::I32) => element.converted = Some(cursor.integer()?),
                (7, kind::I32) => element.scale = Some(cursor.integer()?),
                (8, kind::I32) => element.precision = Some(cursor.integer()?),
                (10, kind::STRUCT) => element.logical = logical(cursor)?,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(element)
    }

    /// Whether it is a column, and not a group of columns.
    fn is_leaf(&self) -> bool {
        self.children == 0
    }

    fn converted(&self) -> ConvertedType {
        let known = self.converted.and_then(|number| CONVERTED.get(usize::try_from(number).ok()?));
        known.copied().unwrap_or(ConvertedType::NONE)
    }

    /// What the bytes of a column of bytes are; `None` for other columns, and for those of nothing but nulls.
    fn bytes(&self) -> Option<Bytes> {
        if self.physical != Some(BYTE_ARRAY) || self.logical == Some(LogicalType::Unknown) {
            return None;
        }
        Some(match (&self.logical, self.converted()) {
            (Some(LogicalType::String | LogicalType::Json | LogicalType::Enum), _)
            | (None, ConvertedType::UTF8 | ConvertedType::JSON | ConvertedType::ENUM) => Bytes::Text,
            (Some(LogicalType::Decimal(decimal)), _) => Bytes::Decimal(decimal.scale),
            (None, ConvertedType::DECIMAL) => Bytes::Decimal(self.scale.and_then(|at| at.try_into().ok()).unwrap_or(0)),
            _ => Bytes::Other,
        })
    }
}

/// What the bytes of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bytes {
    Text,
    /// Numbers with so many digits behind the point.
    Decimal(i32),
    Other,
}

impl Bytes {
    fn mark(self) -> String {
        match self {
            Bytes::Text => "text".to_owned(),
            Bytes::Decimal(scale) => scale.to_string(),
            Bytes::Other => String::new(),
        }
    }

    /// What a field says of its bytes.
    pub(super) fn of(field: &Field) -> Self {
        match field.metadata().get(BYTES_ARE).map(String::as_str) {
            Some("text") => Bytes::Text,
            Some(scale) => scale.parse().map_or(Bytes::Other, Bytes::Decimal),
            None => Bytes::Other,
        }
    }
}

const BYTE_ARRAY: i64 = 6;
const PHYSICAL: [Physical; 8] = [
    Physical::BOOLEAN,
    Physical::INT32,
    Physical::INT64,
    Physical::INT96,
    Physical::FLOAT,
    Physical::DOUBLE,
    Physical::BYTE_ARRAY,
    Physical::FIXED_LEN_BYTE_ARRAY,
];
const REPETITION: [Repetition; 3] = [Repetition::REQUIRED, Repetition::OPTIONAL, Repetition::REPEATED];
#[rustfmt::skip]
const CONVERTED: [ConvertedType; 22] = [
    ConvertedType::UTF8, ConvertedType::MAP, ConvertedType::MAP_KEY_VALUE, ConvertedType::LIST, ConvertedType::ENUM,
    ConvertedType::DECIMAL, ConvertedType::DATE, ConvertedType::TIME_MILLIS, ConvertedType::TIME_MICROS,
    ConvertedType::TIMESTAMP_MILLIS, ConvertedType::TIMESTAMP_MICROS, ConvertedType::UINT_8, ConvertedType::UINT_16,
    ConvertedType::UINT_32, ConvertedType::UINT_64, ConvertedType::INT_8, ConvertedType::INT_16, ConvertedType::INT_32,
    ConvertedType::INT_64, ConvertedType::JSON, ConvertedType::BSON, ConvertedType::INTERVAL,
];

/// A logical type: a structure with one field, whose number says which it is. Those that change nothing here are none.
fn logical(cursor: &mut Cursor<'_>) -> Result<Option<LogicalType>, Flaw> {
    let mut found = None;
    cursor.fields(|cursor, number, of| {
        if of != kind::STRUCT {
            return Ok(false);
        }
        found = match number {
            1 => Some(LogicalType::String),
            2 => Some(LogicalType::Map),
            3 => Some(LogicalType::List),
            4 => Some(LogicalType::Enum),
            5 | 7 | 8 | 10 => {
                found = parameters(cursor)?.logical(number);
                return Ok(true);
            }
            6 => Some(LogicalType::Date),
            11 => Some(LogicalType::Unknown),
            12 => Some(LogicalType::Json),
            13 => Some(LogicalType::Bson),
            14 => Some(LogicalType::Uuid),
            15 => Some(LogicalType::Float16),
            _ => None,
        };
        Ok(false)
    })?;
    Ok(found)
}

/// The fields of a logical type that has some: numbers, truth values, or the number of the field that names a unit.
#[derive(Default)]
struct Parameters {
    first: i64,
    second: i64,
}

fn parameters(cursor: &mut Cursor<'_>) -> Result<Parameters, Flaw> {
    let mut read = Parameters::default();
    cursor.fields(|cursor, number, of| {
        let value = match of {
            kind::TRUE | kind::FALSE => i64::from(of == kind::TRUE),
            kind::BYTE => i64::from(cursor.byte()?.cast_signed()),
            kind::I32 => cursor.integer()?,
            kind::STRUCT => {
                let mut unit = 0;
                cursor.fields(|_, number, _| {
                    unit = number;
                    Ok(false)
                })?;
                unit
            }
            _ => return Ok(false),
        };
        match number {
            1 => read.first = value,
            2 => read.second = value,
            _ => {}
        }
        Ok(true)
    })?;
    Ok(read)
}

impl Parameters {
    fn logical(&self, number: i64) -> Option<LogicalType> {
        let unit = match self.second {
            1 => TimeUnit::MILLIS,
            2 => TimeUnit::MICROS,
            _ => TimeUnit::NANOS,
        };
        let small = |value: i64| i32::try_from(value).unwrap_or(-1);
        match number {
            5 => Some(LogicalType::decimal(small(self.first), small(self.second))),
            7 => Some(LogicalType::time(self.first != 0, unit)),
            8 => Some(LogicalType::timestamp(self.first != 0, unit)),
            _ => Some(LogicalType::integer(
                i8::try_from(self.first).ok().filter(|bits| [8, 16, 32, 64].contains(bits))?,
                self.second != 0,
            )),
        }
    }
}

/// How the columns of a file are read.
pub(super) struct Schema {
    /// All strings are bytes in it.
    pub(super) parquet: Arc<SchemaDescriptor>,
    /// The fields for its columns, which say what their bytes are.
    pub(super) fields: Fields,
}

impl Schema {
    /// From the elements in the order of a walk, as many as their numbers of children ask for. The metadata may hold the kinds
    /// of an Arrow schema, which go before those of Parquet where both fit.
    ///
    /// # Errors
    ///
    /// If there is a column of a kind that Parquet does not have.
    pub(super) fn new(elements: &[Element], metadata: Option<&Vec<KeyValue>>) -> Result<Self> {
        let annotated = SchemaDescriptor::new(tree(elements, true)?);
        let known =
            parquet_to_arrow_schema(&annotated, metadata).or_else(|_| parquet_to_arrow_schema(&annotated, None))?;
        let mut leaves = elements.iter().filter(|element| element.is_leaf());
        let fields = known.fields().iter().map(|field| read_as(field, &mut leaves)).collect();
        Ok(Self { parquet: Arc::new(SchemaDescriptor::new(tree(elements, false)?)), fields })
    }
}

/// The elements as a tree; without annotations of bytes, unless they are wanted.
fn tree(elements: &[Element], annotated: bool) -> Result<Arc<Type>> {
    let mut rest = elements.iter();
    let Some(root) = rest.next() else { bail!("the Parquet file is damaged: it has no schema") };
    let mut fields = Vec::new();
    for _ in 0..root.children {
        fields.push(subtree(&mut rest, annotated)?);
    }
    Ok(Arc::new(Type::group_type_builder(&root.name).with_fields(fields).build()?))
}

/// The next element and those within it. The depth is bounded before.
fn subtree<'e>(rest: &mut impl Iterator<Item = &'e Element>, annotated: bool) -> Result<Arc<Type>> {
    let Some(element) = rest.next() else { bail!("the Parquet file is damaged: its schema is not whole") };
    if element.is_leaf() {
        return column(element, annotated);
    }
    let mut fields = Vec::new();
    for _ in 0..element.children {
        fields.push(subtree(rest, annotated)?);
    }
    let group = Type::group_type_builder(&element.name).with_fields(fields).with_repetition(repetition(element)?);
    let group = group.with_converted_type(element.converted()).with_logical_type(element.logical.clone());
    Ok(Arc::new(group.build()?))
}

fn column(element: &Element, annotated: bool) -> Result<Arc<Type>> {
    let number = element.physical.and_then(|number| usize::try_from(number).ok());
    let Some(&physical) = number.and_then(|number| PHYSICAL.get(number)) else {
        bail!("the Parquet file is damaged: there is a column of no known type");
    };
    let length = element.length.unwrap_or(-1);
    if physical == Physical::FIXED_LEN_BYTE_ARRAY && !(1..=MAX_FIXED_BYTES).contains(&length) {
        bail!("the Parquet file has values of {length} bytes; {MAX_FIXED_BYTES} are read at most");
    }
    let small = |value: Option<i64>| value.and_then(|value| i32::try_from(value).ok()).unwrap_or(-1);
    let column = Type::primitive_type_builder(&element.name, physical).with_repetition(repetition(element)?);
    let column = column.with_length(small(element.length)).with_scale(small(element.scale));
    let column = column.with_precision(small(element.precision));
    let column = match element.bytes() {
        Some(Bytes::Text) if annotated => column.with_logical_type(Some(LogicalType::String)),
        Some(_) => column,
        None => column.with_converted_type(element.converted()).with_logical_type(element.logical.clone()),
    };
    Ok(Arc::new(column.build()?))
}

fn repetition(element: &Element) -> Result<Repetition> {
    let number = element.repetition.and_then(|number| usize::try_from(number).ok());
    match number.and_then(|number| REPETITION.get(number)) {
        Some(&repetition) => Ok(repetition),
        None => {
            bail!("the Parquet file is damaged: there is a column that is neither required nor optional nor repeated")
        }
    }
}

/// The field that a column is read as: bytes as views, which hold no value twice; any list as a list, and no dictionaries.
fn read_as<'e>(field: &FieldRef, leaves: &mut impl Iterator<Item = &'e Element>) -> FieldRef {
    let mut bytes = None;
    let kind = match field.data_type() {
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _) => DataType::List(read_as(item, leaves)),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(|field| read_as(field, leaves)).collect()),
        DataType::Map(entries, sorted) => DataType::Map(read_as(entries, leaves), *sorted),
        leaf => {
            bytes = leaves.next().and_then(Element::bytes);
            match leaf {
                _ if bytes.is_some() => DataType::BinaryView,
                DataType::Dictionary(_, values) => in_utc(values),
                other => in_utc(other),
            }
        }
    };
    let metadata = bytes.map(|bytes| (BYTES_ARE.to_owned(), bytes.mark())).into_iter().collect();
    Arc::new(Field::new(field.name(), kind, field.is_nullable()).with_metadata(metadata))
}

/// Times that know their zone are instants, which are the same in any; the names of zones are not known here.
fn in_utc(kind: &DataType) -> DataType {
    match kind {
        DataType::Timestamp(unit, Some(_)) => DataType::Timestamp(*unit, Some("+00:00".into())),
        other => other.clone(),
    }
}

/// Whether a column is read as asked. What the crate reads in another way, such as a dictionary, is not bounded here.
pub(super) fn is_bounded(field: &Field) -> bool {
    match field.data_type() {
        DataType::List(item) | DataType::Map(item, _) => is_bounded(item),
        DataType::Struct(fields) => fields.iter().all(|field| is_bounded(field)),
        DataType::FixedSizeBinary(_) | DataType::BinaryView => true,
        kind => kind.is_primitive() || kind.is_null() || *kind == DataType::Boolean,
    }
}
