//! A column that is filled value by value.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use arrow_array::builder::{BooleanBuilder, Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBufferBuilder};
use arrow_schema::{DataType, Field, FieldRef, Fields};
use serde_json::value::RawValue;

use super::kind::Kind;

/// The values of a column that have come so far.
pub(super) enum Column {
    Bool(BooleanBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    String(StringBuilder),
    /// The JSON of the values.
    Text(StringBuilder),
    List {
        items: Box<Column>,
        ends: OffsetBufferBuilder<i32>,
        there: NullBufferBuilder,
    },
    Object {
        fields: Vec<(String, Column)>,
        there: NullBufferBuilder,
    },
}

impl Column {
    /// A column for values of a kind; of no value at all, for strings.
    pub(super) fn new(kind: &Kind) -> Self {
        match kind {
            Kind::Bool => Column::Bool(BooleanBuilder::new()),
            Kind::Integer { .. } => Column::Integer(Int64Builder::new()),
            Kind::Number => Column::Number(Float64Builder::new()),
            Kind::Null | Kind::String => Column::String(StringBuilder::new()),
            Kind::Text => Column::Text(StringBuilder::new()),
            Kind::List(items) => Column::list(Column::new(items)),
            Kind::Object(fields) => {
                Column::object(fields.iter().map(|(name, kind)| (name.clone(), Column::new(kind))).collect())
            }
        }
    }

    pub(super) fn list(items: Column) -> Self {
        Column::List { items: Box::new(items), ends: OffsetBufferBuilder::new(0), there: NullBufferBuilder::new(0) }
    }

    pub(super) fn object(fields: Vec<(String, Column)>) -> Self {
        Column::Object { fields, there: NullBufferBuilder::new(0) }
    }

    pub(super) fn data_type(&self) -> DataType {
        match self {
            Column::Bool(_) => DataType::Boolean,
            Column::Integer(_) => DataType::Int64,
            Column::Number(_) => DataType::Float64,
            Column::String(_) | Column::Text(_) => DataType::Utf8,
            Column::List { items, .. } => DataType::List(item(items)),
            Column::Object { fields, .. } => DataType::Struct(named(fields)),
        }
    }

    /// Adds a value of the kind that the column was made for.
    ///
    /// # Errors
    ///
    /// If it is of another.
    pub(super) fn push(&mut self, value: Option<&RawValue>) -> Result<()> {
        let json = value.map(RawValue::get).filter(|json| *json != "null");
        match self {
            Column::Bool(values) => values.append_option(read(json)?),
            Column::Integer(values) => values.append_option(read(json)?),
            Column::Number(values) => values.append_option(json.map(str::parse).transpose()?),
            Column::String(values) => values.append_option(read::<Text<'_>>(json)?.map(|text| text.0)),
            Column::Text(values) => values.append_option(json),
            Column::List { items, ends, there } => {
                let list: Option<Vec<&RawValue>> = read(json)?;
                there.append(list.is_some());
                let list = list.unwrap_or_default();
                ends.push_length(list.len());
                list.into_iter().try_for_each(|item| items.push(Some(item)))?;
            }
            Column::Object { fields, there } => {
                let object: Option<BTreeMap<Text<'_>, &RawValue>> = read(json)?;
                there.append(object.is_some());
                let object = object.unwrap_or_default();
                let value = |name: &str| object.get(&Text(Cow::Borrowed(name))).copied();
                fields.iter_mut().try_for_each(|(name, column)| column.push(value(name)))?;
            }
        }
        Ok(())
    }

    /// Takes the values out.
    ///
    /// # Errors
    ///
    /// If there are more than an array holds.
    pub(super) fn finish(&mut self) -> Result<ArrayRef> {
        Ok(match self {
            Column::Bool(values) => Arc::new(values.finish()),
            Column::Integer(values) => Arc::new(values.finish()),
            Column::Number(values) => Arc::new(values.finish()),
            Column::String(values) | Column::Text(values) => Arc::new(values.finish()),
            Column::List { items, ends, there } => {
                let ends = std::mem::replace(ends, OffsetBufferBuilder::new(0)).finish();
                Arc::new(ListArray::try_new(item(items), ends, items.finish()?, there.finish())?)
            }
            Column::Object { fields, there } => {
                let names = named(fields);
                let arrays = fields.iter_mut().map(|(_, column)| column.finish()).collect::<Result<_>>()?;
                Arc::new(StructArray::try_new(names, arrays, there.finish())?)
            }
        })
    }
}

fn item(items: &Column) -> FieldRef {
    Arc::new(Field::new_list_field(items.data_type(), true))
}

fn named(fields: &[(String, Column)]) -> Fields {
    fields.iter().map(|(name, column)| Field::new(name, column.data_type(), true)).collect()
}

/// A string, borrowed if there is nothing escaped in it.
#[derive(PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub(super) struct Text<'s>(#[serde(borrow)] pub(super) Cow<'s, str>);

fn read<'j, T: serde::Deserialize<'j>>(json: Option<&'j str>) -> Result<Option<T>> {
    Ok(json.map(serde_json::from_str).transpose()?)
}
